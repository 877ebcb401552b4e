/* Sets the chosen theme before the first paint. Loaded without defer on purpose. */
(function () {
  try {
    var theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch (e) { /* storage switched off: the system's theme stays */ }
})();
