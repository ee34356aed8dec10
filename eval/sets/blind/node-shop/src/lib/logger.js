'use strict';

function line(level, msg, meta) {
  process.stdout.write(JSON.stringify({ t: new Date().toISOString(), level, msg, ...meta }) + '\n');
}

module.exports = {
  info: (msg, meta) => line('info', msg, meta),
  warn: (msg, meta) => line('warn', msg, meta),
  error: (msg, meta) => line('error', msg, meta),
};
