'use strict';
// What every page makes its elements with. Text goes in as text: there is no way from here to markup.
window.elements = (() => {
  const SVG = 'http://www.w3.org/2000/svg';
  const number = n => n.toLocaleString('en');
  const many = (n, what) => `${number(n)} ${what}${n === 1 ? '' : 's'}`;

  function fill(node, attributes, children) {
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value !== undefined && value !== null && value !== false) node.setAttribute(name, value === true ? '' : value);
    }
    for (const child of children.flat()) {
      if (child !== null && child !== undefined) node.append(child);
    }
    return node;
  }

  const el = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
  const svg = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

  function table(heads, rows, numeric = []) {
    const of = index => numeric.includes(index) ? 'num' : undefined;
    return el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': heads.join(', ') }, el('table', {},
      el('thead', {}, el('tr', {}, heads.map((head, i) => el('th', { scope: 'col', class: of(i) }, head)))),
      el('tbody', {}, rows.map(cells => el('tr', {}, cells.map((cell, i) => el('td', { class: of(i) }, cell)))))));
  }

  return { el, svg, table, number, many };
})();
