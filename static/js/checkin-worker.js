/* Keeps the desk of a gathering on the host's device: the network first, the kept page when there is none. */
"use strict";
var ROOM = "kanae-checkin";
var DESK = /^\/events\/\d+\/checkin\/$/;

self.addEventListener("install", function () { self.skipWaiting(); });
self.addEventListener("activate", function (event) { event.waitUntil(self.clients.claim()); });

function keep(path, files) {
  return caches.open(ROOM).then(function (room) {
    return fetch(path, { credentials: "same-origin" }).then(function (answer) {
      if (!answer.ok || answer.redirected) return false;
      return room.put(path, answer).then(function () {
        return Promise.all(files.map(function (file) { return room.add(file).catch(function () {}); }));
      }).then(function () { return true; });
    });
  });
}

self.addEventListener("message", function (event) {
  var asked = event.data || {};
  if (asked.forget) event.waitUntil(caches.delete(ROOM));
  if (asked.keep && DESK.test(asked.keep)) {
    event.waitUntil(keep(asked.keep, asked.files || []).then(function (done) {
      if (done && event.source) event.source.postMessage("kept");
    }).catch(function () {}));
  }
});

self.addEventListener("fetch", function (event) {
  var url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  var isDesk = event.request.mode === "navigate" && DESK.test(url.pathname);
  var isFile = /\.(css|js|svg)$/.test(url.pathname);
  if (!isDesk && !isFile) return;
  event.respondWith(fetch(event.request).then(function (answer) {
    if (isDesk) {
      /* Logged out, or no longer a host: the kept list of names goes. */
      if (!answer.ok || answer.type === "opaqueredirect") event.waitUntil(caches.delete(ROOM));
      else if (!url.search) { var copy = answer.clone(); event.waitUntil(caches.open(ROOM).then(function (room) { return room.put(url.pathname, copy); })); }
    }
    return answer;
  }).catch(function () {
    return caches.match(isDesk ? url.pathname : event.request).then(function (found) { return found || Response.error(); });
  }));
});
