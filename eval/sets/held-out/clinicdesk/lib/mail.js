'use strict';

var nodemailer = require('nodemailer');
var config = require('../config');

var transport = nodemailer.createTransport({
  host: config.smtp.host,
  port: 587,
  requireTLS: true,
  auth: { user: config.smtp.user, pass: config.smtp.pass }
});

exports.send = function (to, subject, text, done) {
  transport.sendMail({ from: 'desk@example.org', to: to, subject: subject, text: text }, done);
};
