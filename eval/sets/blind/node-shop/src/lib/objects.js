'use strict';

function isObject(v) {
  return v !== null && typeof v === 'object' && !Array.isArray(v);
}

function deepAssign(target, source) {
  for (const key of Object.keys(source)) {
    const value = source[key];
    if (isObject(value)) {
      if (!isObject(target[key])) target[key] = {};
      deepAssign(target[key], value);
    } else {
      target[key] = value;
    }
  }
  return target;
}

function pick(source, names) {
  const out = {};
  for (const n of names) {
    if (Object.prototype.hasOwnProperty.call(source, n)) out[n] = source[n];
  }
  return out;
}

module.exports = { deepAssign, pick };
