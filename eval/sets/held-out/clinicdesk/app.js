'use strict';

var path = require('path');
var express = require('express');
var session = require('express-session');
var MongoStore = require('connect-mongo');
var config = require('./config');
var auth = require('./middleware/auth');

var app = express();

app.set('view engine', 'ejs');
app.set('views', path.join(__dirname, 'views'));
app.disable('x-powered-by');
app.set('trust proxy', 1);

app.use(express.static(path.join(__dirname, 'public')));
app.use(express.urlencoded({ extended: true }));
app.use(express.json({ limit: '256kb' }));

app.use(session({
  name: 'desk.sid',
  secret: config.sessionKey,
  store: MongoStore.create({ mongoUrl: config.mongoUrl }),
  resave: false,
  saveUninitialized: false,
  cookie: { maxAge: 8 * 3600 * 1000, httpOnly: true, secure: true, sameSite: 'none' }
}));

app.use(auth.loadUser);

app.use('/', require('./routes/account'));
app.use('/patients', auth.required, require('./routes/patients'));
app.use('/invoices', auth.required, require('./routes/invoices'));
app.use('/files', auth.required, require('./routes/files'));
app.use('/settings', auth.required, auth.role('manager'), require('./routes/settings'));
app.use('/api/mobile', require('./routes/mobile'));

app.use(function (req, res) {
  res.status(404).render('message', { title: 'Not found', text: 'There is no page at ' + req.path });
});

app.use(function (err, req, res, next) {
  console.error(err);
  res.status(err.status || 500);
  res.send('<h1>Something broke</h1><pre>' + String(err.stack).replace(/[&<>]/g, '') + '</pre>');
});

module.exports = app;
