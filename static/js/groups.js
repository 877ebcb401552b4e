/* The board of groups: somebody is dragged by a handle (mouse, pen, finger) or picked up and put down by keyboard.
   Without this file each person's own select does the same. */
(function () {
  "use strict";
  var picked = null; /* {person, li, targets, at} while the keyboard carries somebody */
  var flight = null; /* {person, li, ghost, over} while a pointer does */
  var last = null; /* whose handle gets the focus when the board has come back */

  function board() { return document.getElementById("board"); }
  function say(words) { var line = document.getElementById("board-said"); if (line) line.textContent = words; }
  function ready() {
    var here = board();
    if (here) here.querySelectorAll("[data-needs-js]").forEach(function (one) { one.hidden = false; });
  }
  function clear() {
    document.querySelectorAll(".is-target, .is-picked").forEach(function (one) { one.classList.remove("is-target", "is-picked"); });
  }

  function send(person, to) {
    var here = board(), values = { round: here.dataset.round, person: person };
    if (to.person) values["with"] = to.person; else values.to = to.group;
    last = person;
    window.htmx.ajax("POST", here.dataset.seat, { source: here, target: "#board", swap: "outerHTML", values: values });
  }

  /* Where something is put: on somebody means to change places, else into the group. */
  function targetAt(x, y, own) {
    var under = document.elementFromPoint(x, y);
    if (!under || !under.closest) return null;
    var table = under.closest(".mix-table[data-group]");
    if (!table) return null;
    var other = under.closest(".mix-person");
    if (other && other !== own && !other.classList.contains("held") && table.dataset.group !== "away" && !table.contains(own) && own.closest("[data-group]") && own.closest("[data-group]").dataset.group !== "away")
      return { person: other.dataset.person, node: other };
    return table.contains(own) ? null : { group: table.dataset.group, node: table };
  }

  document.addEventListener("pointerdown", function (event) {
    var grip = event.target.closest && event.target.closest(".grip");
    if (!grip || event.button > 0 || !window.htmx) return;
    var li = grip.closest(".mix-person"), box = li.getBoundingClientRect();
    flight = { person: li.dataset.person, li: li, x: event.clientX, y: event.clientY, dx: event.clientX - box.left, dy: event.clientY - box.top, ghost: null, over: null, id: event.pointerId };
    grip.setPointerCapture(event.pointerId);
  });

  document.addEventListener("pointermove", function (event) {
    if (!flight || event.pointerId !== flight.id) return;
    if (!flight.ghost) {
      if (Math.abs(event.clientX - flight.x) + Math.abs(event.clientY - flight.y) < 6) return;
      drop(false);
      flight.ghost = flight.li.cloneNode(true);
      flight.ghost.removeAttribute("data-person");
      flight.ghost.className = "mix-person is-flying";
      document.body.appendChild(flight.ghost);
      document.documentElement.classList.add("is-dragging");
    }
    flight.ghost.style.transform = "translate(" + (event.clientX - flight.dx) + "px," + (event.clientY - flight.dy) + "px)";
    var edge = 60, step = event.clientY < edge ? -14 : event.clientY > window.innerHeight - edge ? 14 : 0;
    if (step) window.scrollBy(0, step);
    clear();
    flight.over = targetAt(event.clientX, event.clientY, flight.li);
    flight.li.classList.add("is-picked");
    if (flight.over) flight.over.node.classList.add("is-target");
  });

  function land(event, counts) {
    if (!flight || event.pointerId !== flight.id) return;
    var done = flight;
    flight = null;
    document.documentElement.classList.remove("is-dragging");
    if (!done.ghost) return;
    done.ghost.remove();
    clear();
    swallow = true;
    setTimeout(function () { swallow = false; }, 0);
    if (counts && done.over) send(done.person, done.over);
  }
  var swallow = false;
  document.addEventListener("pointerup", function (event) { land(event, true); });
  document.addEventListener("pointercancel", function (event) { land(event, false); });

  /* Keyboard: Enter or Space lifts, arrows choose a group, Enter or Space puts down, Escape gives up. */
  function lift(li) {
    var here = board(), own = li.closest("[data-group]");
    var targets = Array.prototype.slice.call(here.querySelectorAll(".mix-table[data-group]"));
    picked = { person: li.dataset.person, li: li, targets: targets, at: Math.max(0, targets.indexOf(own)), own: own };
    li.classList.add("is-picked");
    say(here.dataset.picked);
  }
  function drop(counts) {
    if (!picked) return;
    var done = picked, target = done.targets[done.at];
    picked = null;
    clear();
    if (counts && target !== done.own) send(done.person, { group: target.dataset.group });
    else if (board()) say(board().dataset.cancelled);
  }
  document.addEventListener("click", function (event) {
    var grip = event.target.closest && event.target.closest(".grip");
    if (!grip || swallow || !window.htmx) return;
    if (picked) drop(true); else lift(grip.closest(".mix-person"));
  });
  document.addEventListener("keydown", function (event) {
    if (!picked) return;
    if (event.key === "Escape") { event.preventDefault(); drop(false); return; }
    var step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) { if (event.key === "Tab") drop(false); return; }
    event.preventDefault();
    var many = picked.targets.length;
    picked.at = (picked.at + step + many) % many;
    clear();
    picked.li.classList.add("is-picked");
    var target = picked.targets[picked.at];
    target.classList.add("is-target");
    target.scrollIntoView({ block: "nearest" });
    var head = target.querySelector("h3");
    say(head ? head.textContent.trim() : "");
  });

  document.addEventListener("htmx:afterSwap", function () {
    ready();
    if (!last || !board()) return;
    var grip = board().querySelector('[data-person="' + last + '"] .grip');
    last = null;
    if (grip) grip.focus({ preventScroll: true });
  });
  /* One small menu at a time. */
  document.addEventListener("toggle", function (event) {
    if (!event.target.matches || !event.target.matches(".mix-move") || !event.target.open) return;
    document.querySelectorAll(".mix-move[open]").forEach(function (one) { if (one !== event.target) one.open = false; });
  }, true);
  ready();
})();
