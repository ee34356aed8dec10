'use strict';

function escapeRegex(s) {
  return String(s).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

exports.nameFilter = function (clinic, text) {
  return { clinic: clinic, name: new RegExp(escapeRegex(text), 'i') };
};

exports.totalFilter = function (clinic, op, amount) {
  var cmp = op === 'below' ? '<' : '>';
  return {
    clinic: clinic,
    $where: 'this.total ' + cmp + ' ' + (amount || 0)
  };
};
