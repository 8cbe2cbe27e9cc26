"use strict";
(function () {
  var form = document.getElementById("what-if");
  var table = document.getElementById("changes-table");
  if (!form || !table) { return; }
  var select = form.querySelector("select");
  var said = document.getElementById("what-if-said");
  function show() {
    var shown = 0;
    Array.prototype.forEach.call(table.tBodies, function (body) {
      var hide = select.value !== "" && body.getAttribute("data-q") !== select.value;
      body.hidden = hide;
      if (!hide) { shown += body.rows.length - 1; }
    });
    said.textContent = shown + (shown === 1 ? " other answer" : " other answers");
  }
  function all() {
    Array.prototype.forEach.call(table.tBodies, function (body) { body.hidden = false; });
  }
  Array.prototype.forEach.call(table.tBodies, function (body) {
    select.add(new Option(body.rows[0].cells[0].firstChild.data, body.getAttribute("data-q")));
  });
  form.hidden = false;
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  select.addEventListener("change", function () {
    if (select.value !== "" && table.parentNode.tagName === "DETAILS") { table.parentNode.open = true; }
    show();
  });
  window.addEventListener("beforeprint", all);
  window.addEventListener("afterprint", show);
})();
