const express = require('express');
const { exec } = require('child_process');
const fs = require('fs');
const path = require('path');
const axios = require('axios');
const db = require('./db');
const app = express();

app.get('/user', async (req, res) => {
  const { id, name } = req.query;
  const rows = await db.query(`SELECT * FROM users WHERE id = ${id}`);  // flaw: sql-injection
  const ok = await db.query('SELECT * FROM users WHERE id = $1', [id]);
  res.json(rows);
});

app.post('/ping', function (req, res) {
  exec('ping -c 1 ' + req.body.host, (err, stdout) => {  // flaw: command-injection
    res.send('<pre>' + stdout + '</pre>');
  });
});

app.get('/file', (req, res) => {
  const file = path.join(__dirname, 'public', req.params.name);
  fs.readFile(file, 'utf8', (err, data) => {  // flaw: path-traversal
    res.send(data);
  });
  res.sendFile(path.basename(req.query.f)); // ok
});

app.get('/hello', (req, res) => {
  res.send(`<h1>Hello ${req.query.name}</h1>`);  // flaw: xss
});

app.get('/proxy', async (req, res) => {
  const r = await axios.get(req.query.url);  // flaw: ssrf
  res.json(r.data);
});

app.get('/r', (req, res) => res.redirect(req.query.to));  // flaw: open-redirect

app.post('/calc', (req, res) => {
  const out = eval(req.body.expr);  // flaw: code-injection
  res.json({ out });
});

exports.find = async function (req, res) {
  return search(req.query.q);
};

function search(q) {
  return db.query("SELECT * FROM t WHERE q = '" + q + "'");  // flaw: sql-injection
}
