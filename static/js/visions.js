/* What is being typed on a V sheet survives a closed page or a log-in in between, in this tab only. */
(function () {
  "use strict";
  var forms = document.querySelectorAll("form[data-keeps]"), saved = !!document.querySelector(".toast.ok");
  try {
    if (!forms.length || saved) {
      Object.keys(sessionStorage).forEach(function (key) { if (key.indexOf("v-") === 0) sessionStorage.removeItem(key); });
    }
    forms.forEach(function (form) {
      var key = form.dataset.keeps, kept = JSON.parse(sessionStorage.getItem(key) || "{}");
      form.querySelectorAll("textarea, input[type=text]").forEach(function (box) {
        if (kept[box.name]) box.value = kept[box.name];
        box.addEventListener("input", function () { kept[box.name] = box.value; sessionStorage.setItem(key, JSON.stringify(kept)); });
      });
    });
  } catch (e) { /* storage switched off: the server still gives back what was refused */ }
})();
