'use strict';

const fs = require('fs');
const path = require('path');
const { exec, execFile } = require('child_process');
const config = require('../config');

function fileFor(name) {
  return path.join(config.invoiceDir, name);
}

function open(name) {
  return fs.createReadStream(fileFor(name));
}

function openArchive(year, name) {
  const full = path.resolve(config.invoiceDir, 'archive', String(year), name);
  if (!full.startsWith(path.join(config.invoiceDir, 'archive') + path.sep)) {
    const err = new Error('no such invoice');
    err.status = 404;
    throw err;
  }
  return fs.createReadStream(full);
}

function render(order, format, done) {
  const html = fileFor(`${order.number}.html`);
  const pdf = fileFor(`${order.number}.pdf`);
  exec(`wkhtmltopdf --quiet --page-size ${format} ${html} ${pdf}`, (err) => done(err, pdf));
}

function pageCount(order, done) {
  execFile('pdfinfo', [fileFor(`${order.number}.pdf`)], (err, out) => {
    if (err) return done(err);
    const m = /Pages:\s+(\d+)/.exec(out);
    done(null, m ? Number(m[1]) : 0);
  });
}

module.exports = { open, openArchive, render, pageCount };
