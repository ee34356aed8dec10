'use strict';

require('express-async-errors');
const path = require('path');
const express = require('express');
const helmet = require('helmet');
const cors = require('cors');
const cookieParser = require('cookie-parser');

const config = require('./config');
const { sequelize } = require('./models');
const auth = require('./middleware/auth');
const errors = require('./middleware/errors');

const app = express();

app.set('view engine', 'pug');
app.set('views', path.join(__dirname, 'views'));

app.use(helmet());
app.use(cors({ origin: (origin, cb) => cb(null, origin || true), credentials: true }));
app.use(express.json({ limit: '200kb' }));
app.use(express.urlencoded({ extended: false }));
app.use(cookieParser());
app.use('/assets', express.static(path.join(__dirname, '../public')));

app.use(auth.readToken);
app.use('/api/auth', require('./routes/auth'));
app.use('/api/products', require('./routes/products'));
app.use('/api/orders', require('./routes/orders'));
app.use('/api/account', require('./routes/account'));
app.use('/api/admin', require('./routes/admin'));
app.use('/', require('./routes/pages'));

app.use(errors.notFound);
app.use(errors.handler);

if (require.main === module) {
  sequelize.authenticate().then(() => {
    app.listen(config.port, () => console.log(`shop listening on ${config.port}`));
  });
}

module.exports = app;
