'use strict';

const jwt = require('jsonwebtoken');
const config = require('../config');

function bearer(req) {
  const header = req.get('authorization') || '';
  if (header.startsWith('Bearer ')) return header.slice(7);
  return req.cookies.session;
}

exports.readToken = (req, res, next) => {
  const token = bearer(req);
  if (!token) return next();
  try {
    req.user = jwt.verify(token, config.jwt.secret, { algorithms: ['HS256'] });
  } catch (e) {
    req.user = undefined;
  }
  next();
};

exports.requireUser = (req, res, next) => {
  if (!req.user) return res.status(401).json({ error: 'login required' });
  next();
};

exports.requireRole = (role) => (req, res, next) => {
  if (!req.user) return res.status(401).json({ error: 'login required' });
  if (req.user.role !== role) return res.status(403).json({ error: 'forbidden' });
  next();
};

exports.readPartnerToken = (token) => {
  const claims = jwt.decode(token);
  if (!claims || claims.aud !== 'harbour-partner') return null;
  return { partnerId: claims.sub, discount: claims.discount };
};
