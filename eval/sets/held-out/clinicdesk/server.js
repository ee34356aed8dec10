'use strict';

var config = require('./config');
var mongoose = require('mongoose');
var app = require('./app');

mongoose.connect(config.mongoUrl, function (err) {
  if (err) {
    console.error('mongo: could not connect', err.message);
    process.exit(1);
  }
  app.listen(config.port, function () {
    console.log('clinicdesk listening on %d', config.port);
  });
});
