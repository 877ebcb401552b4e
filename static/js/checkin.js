/* The desk at the door without a network: what is tapped is kept on the device and sent when there is a way.
   Without this file every button of the page works as a plain form. */
(function () {
  "use strict";
  var desk = document.getElementById("desk");
  if (!desk) return;
  var store = "kanae.checkin." + desk.dataset.event;
  var status = desk.querySelector("[data-status]");
  var conflicts = desk.querySelector("[data-conflicts]");
  var count = desk.querySelector("[data-here]"), arrived = Number(count.textContent);
  var token = (desk.querySelector("[name=csrfmiddlewaretoken]") || {}).value || "";
  var sending = false;
  var broken = false; /* storage is switched off: the plain forms stay in charge */

  function kept() {
    try { return JSON.parse(localStorage.getItem(store) || "[]"); } catch (e) { return []; }
  }
  function keep(steps) {
    try {
      if (steps.length) localStorage.setItem(store, JSON.stringify(steps));
      else localStorage.removeItem(store);
    } catch (e) { broken = true; }
  }
  function uuid() {
    var b = crypto.getRandomValues(new Uint8Array(16));
    b[6] = (b[6] & 15) | 64; b[8] = (b[8] & 63) | 128;
    var h = Array.prototype.map.call(b, function (n) { return (n + 256).toString(16).slice(1); }).join("");
    return [h.slice(0, 8), h.slice(8, 12), h.slice(12, 16), h.slice(16, 20), h.slice(20)].join("-");
  }
  function lines() { return Array.prototype.slice.call(desk.querySelectorAll("[data-lines] > .arrival")); }
  function lineOf(person) { return lines().find(function (l) { return l.dataset.person === String(person); }); }
  function plain(words) { return words.normalize("NFKC").replace(/\s/g, "").toLowerCase(); }

  function show(step, waits) {
    var line = step.person ? lineOf(step.person) : null;
    if (!line) return;
    line.classList.toggle("is-here", !step.leaves);
    line.classList.toggle("is-waiting", waits);
    if (step.leaves) line.removeAttribute("data-came"); else line.setAttribute("data-came", "");
    var button = line.querySelector("form button");
    if (button) button.disabled = !step.leaves && !line.querySelector("[data-leaves]");
  }
  function tell() {
    var waits = kept();
    status.textContent = waits.length ? desk.dataset.waiting + " " + waits.length : (status.textContent || "");
    /* Not the lines on this page: a search shows only some of them. */
    count.textContent = waits.reduce(function (sum, s) { return sum + (s.leaves ? -1 : 1); }, arrived);
  }
  function note(words) {
    var line = document.createElement("p");
    line.className = "small";
    line.textContent = words;
    conflicts.appendChild(line);
  }

  function add(step) {
    step.key = uuid();
    step.at = new Date().toISOString();
    var steps = kept();
    steps.push(step);
    keep(steps);
    if (broken) return false;
    show(step, true);
    tell();
    send();
    return true;
  }

  function send() {
    var steps = kept().slice(0, 200);
    if (sending || !steps.length) return;
    sending = true;
    fetch(desk.dataset.sync, {
      method: "POST", credentials: "same-origin", redirect: "manual",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ steps: steps }),
    }).then(function (answer) {
      if (answer.type === "opaqueredirect" || answer.status === 403 || answer.status === 404) {
        status.textContent = desk.dataset.login;
        throw new Error("gone");
      }
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    }).then(function (told) {
      var done = {};
      told.outcomes.forEach(function (one) { done[one.key] = one; });
      steps.forEach(function (step, at) {
        var one = done[step.key] || told.outcomes[at];
        var name = one.name || step.name || "";
        if (one.became === "refused") note(name + " " + desk.dataset.refused + " " + one.why);
        else if (one.became === "kept") note(name + " " + desk.dataset.undone + (one.by ? " (" + one.by + " " + one.at + ")" : ""));
        else if (one.became === "already" && !step.leaves && one.name && step.told) note(name + " " + desk.dataset.already + " (" + one.by + " " + one.at + ")");
      });
      var sent = steps.map(function (s) { return s.key; });
      keep(kept().filter(function (s) { return sent.indexOf(s.key) < 0; }));
      lines().forEach(function (line) {
        if (!line.dataset.person) return;
        var here = told.here.indexOf(Number(line.dataset.person)) >= 0;
        show({ person: line.dataset.person, leaves: !here }, false);
      });
      kept().forEach(function (step) { show(step, true); });
      status.textContent = desk.dataset.sent;
      arrived = told.count;
      tell();
      sending = false;
      send();
    }).catch(function () { sending = false; tell(); });
  }

  desk.addEventListener("submit", function (event) {
    var form = event.target, line = form.closest(".arrival"), done = false;
    if (form.hasAttribute("data-comes") && line) {
      done = add({ person: Number(line.dataset.person), name: line.dataset.name, how: "name", told: true });
    } else if (form.hasAttribute("data-leaves") && line && line.dataset.person && !navigator.onLine) {
      done = add({ person: Number(line.dataset.person), name: line.dataset.name, leaves: true });
    } else if (form.hasAttribute("data-by-code")) {
      var wanted = form.elements.code.value.toUpperCase().replace(/[^0-9A-Z]/g, "");
      var found = lines().filter(function (l) { return l.dataset.code && l.dataset.code === wanted; });
      if (found.length === 1) done = arrive(found[0], "code");
      else if (!navigator.onLine) { status.textContent = desk.dataset.unknown; done = true; }
      if (done) form.reset();
    } else if (form.hasAttribute("data-guest") && !navigator.onLine) {
      done = add({ guest_name: form.elements.guest_name.value, name: form.elements.guest_name.value, how: "walk_in" });
      if (done) form.reset();
    }
    if (done) event.preventDefault();
  }, true);

  function arrive(line, how) {
    var done = add({ person: Number(line.dataset.person), name: line.dataset.name, how: how, told: true });
    if (done) status.textContent = line.dataset.name + desk.dataset.welcome;
    line.scrollIntoView({ block: "center" });
    return done;
  }

  var search = desk.querySelector("input[name=q]");
  if (search) search.addEventListener("input", function () {
    var words = plain(search.value);
    lines().forEach(function (line) {
      line.hidden = words !== "" && plain((line.dataset.name || "") + (line.dataset.reading || "")).indexOf(words) < 0;
    });
  });

  /* The camera, where the browser can read codes by itself. */
  var room = desk.querySelector("[data-needs-camera]"), video = desk.querySelector("[data-video]");
  if (room && "BarcodeDetector" in window && navigator.mediaDevices) {
    room.hidden = false;
    room.querySelector("[data-camera]").addEventListener("click", function () {
      var reader = new window.BarcodeDetector({ formats: ["qr_code"] }), last = "";
      navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }).then(function (stream) {
        video.srcObject = stream;
        video.hidden = false;
        return video.play();
      }).then(function look() {
        reader.detect(video).then(function (codes) {
          codes.forEach(function (code) {
            var found = /\/tickets\/([^/?#]+)/.exec(code.rawValue);
            if (!found || found[1] === last) return;
            last = found[1];
            var line = lines().find(function (l) { return l.dataset.ticket === last; });
            if (line) arrive(line, "qr"); else status.textContent = desk.dataset.unknown;
            if (navigator.vibrate) navigator.vibrate(60);
          });
        }).catch(function () { /* a frame that wasn't ready */ }).then(function () { setTimeout(look, 250); });
      }).catch(function (e) { status.textContent = String(e.message || e); });
    });
  }

  /* The page itself stays on the device, until it is forgotten or the log-in is over. */
  if ("serviceWorker" in navigator) {
    navigator.serviceWorker.register(desk.dataset.worker, { scope: "/events/" }).then(function () {
      return navigator.serviceWorker.ready;
    }).then(function (ready) {
      var files = performance.getEntriesByType("resource").map(function (one) { return one.name; })
        .filter(function (name) { return new URL(name).origin === location.origin && /\.(css|js|svg)(\?|$)/.test(name) && name.indexOf("checkin-worker") < 0; });
      ready.active.postMessage({ keep: location.pathname, files: files });
    }).catch(function () { /* then it works with a network only */ });
    navigator.serviceWorker.addEventListener("message", function (event) {
      if (event.data === "kept") {
        desk.setAttribute("data-is-kept", "");
        if (!kept().length) status.textContent = desk.dataset.kept;
        desk.querySelectorAll("[data-needs-worker]").forEach(function (one) { one.hidden = false; });
      }
    });
  }
  var forget = desk.querySelector("[data-forget]");
  if (forget) forget.addEventListener("click", function () {
    if (kept().length) { tell(); return; } /* what wasn't sent yet is never thrown away */
    navigator.serviceWorker.ready.then(function (ready) { ready.active.postMessage({ forget: true }); });
    forget.closest("p").hidden = true;
    status.textContent = "";
  });

  kept().forEach(function (step) { show(step, true); });
  tell();
  send();
  window.addEventListener("online", send);
  setInterval(send, 15000);
})();
