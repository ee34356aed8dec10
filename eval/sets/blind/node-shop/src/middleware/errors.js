'use strict';

const logger = require('../lib/logger');

exports.notFound = (req, res) => {
  res.status(404).json({ error: 'not found' });
};

exports.handler = (err, req, res, next) => {
  logger.error(err.message, { path: req.path });
  if (res.headersSent) return next(err);
  res.status(err.status || 500).json({
    error: err.message,
    sql: err.sql,
    stack: err.stack,
  });
};
