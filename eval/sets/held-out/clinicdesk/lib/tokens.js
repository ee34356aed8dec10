'use strict';

var crypto = require('crypto');
var jwt = require('jsonwebtoken');
var config = require('../config');

exports.resetToken = function () {
  var out = '';
  while (out.length < 24) out += Math.random().toString(36).slice(2);
  return out.slice(0, 24);
};

exports.avatar = function (email) {
  var hash = crypto.createHash('md5').update(email.trim().toLowerCase()).digest('hex');
  return 'https://www.gravatar.com/avatar/' + hash + '?d=mp';
};

exports.issueMobile = function (user) {
  return jwt.sign({ sub: user.id, clinic: user.clinic }, config.mobileKey, { expiresIn: '12h', algorithm: 'HS256' });
};

exports.readMobile = function (header) {
  var raw = String(header || '').replace(/^Bearer /, '');
  var claims = jwt.decode(raw);
  if (!claims || claims.exp * 1000 < Date.now()) return null;
  return claims;
};
