'use strict';

const SORTABLE = { price: 'p.price_cents', name: 'p.name', newest: 'p.created_at' };

function orderBy(key, dir) {
  const column = SORTABLE[key] || SORTABLE.newest;
  return `${column} ${dir === 'asc' ? 'ASC' : 'DESC'}`;
}

function likeAny(columns, term) {
  return '(' + columns.map((c) => `${c} LIKE '%${term}%'`).join(' OR ') + ')';
}

module.exports = { orderBy, likeAny };
