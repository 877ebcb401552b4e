/* Small comforts. Every page works without this file. */
(function () {
  "use strict";

  function closeMenus(except) {
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      if (menu !== except) menu.open = false;
    });
  }

  document.addEventListener("click", function (event) {
    closeMenus(event.target.closest("details.menu"));
    var shut = event.target.closest(".toast .shut");
    if (shut) shut.closest(".toast").remove();
    var copies = event.target.closest("[data-copies]");
    if (copies) copy(document.getElementById(copies.dataset.copies), copies);
    var choice = event.target.closest("[data-set-theme]");
    if (choice) setTheme(choice.dataset.setTheme);
    var cancel = event.target.closest("[data-closes-details]");
    if (cancel) {
      var box = cancel.closest("details");
      box.open = false;
      box.querySelector("summary").focus();
    }
  });

  /* What stands in a field goes to the clipboard, and the button says so; where that isn't allowed it is marked. */
  function copy(field, button) {
    field.select();
    if (navigator.clipboard) navigator.clipboard.writeText(field.value).then(function () {
      button.lastChild.textContent = button.dataset.done;
    }, function () {});
  }

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    var open = document.querySelector("details.menu[open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  });

  /* A form is sent once: a second tap while it is under way does nothing. */
  document.addEventListener("submit", function (event) {
    if (event.defaultPrevented) return; /* htmx sends it and minds its own order */
    var form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    if (form.method.toLowerCase() !== "post" || form.target) return;
    form.dataset.sent = "1";
    if (event.submitter) event.submitter.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      delete form.dataset.sent;
      form.querySelectorAll("[aria-busy]").forEach(function (one) { one.removeAttribute("aria-busy"); });
    });
  });

  function setTheme(theme) {
    try {
      if (theme === "auto") localStorage.removeItem("theme");
      else localStorage.setItem("theme", theme);
    } catch (e) { /* storage switched off: it holds for this page only */ }
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    showTheme();
  }

  function showTheme() {
    var now = document.documentElement.dataset.theme || "auto";
    document.querySelectorAll("[data-set-theme]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.setTheme === now));
    });
  }

  document.querySelectorAll("[data-needs-js]").forEach(function (one) { one.hidden = false; });
  document.querySelectorAll(".toast .shut").forEach(function (one) { one.hidden = false; });
  showTheme();
})();
