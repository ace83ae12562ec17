// SPDX-License-Identifier: Apache-2.0
// Shows one of the documents that the server has, the one that ?api= names or the first.
"use strict";

fetch("../openapi")
  .then((answer) => answer.json())
  .then(({ items }) => {
    const wanted = new URLSearchParams(location.search).get("api");
    const chosen = items.find((item) => item.name === wanted) || items[0];
    for (const item of items) {
      const link = document.createElement("a");
      link.href = "?api=" + encodeURIComponent(item.name);
      link.textContent = item.title;
      if (item === chosen) {
        link.setAttribute("aria-current", "page");
      }
      document.getElementById("apis").append(link);
    }
    SwaggerUIBundle({
      url: ".." + chosen.url,
      dom_id: "#document",
      deepLinking: true,
      validatorUrl: null,
      displayRequestDuration: true,
      defaultModelsExpandDepth: 0,
    });
  });
