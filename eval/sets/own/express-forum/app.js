const express = require('express');
const session = require('express-session');
const cors = require('cors');
const helmet = require('helmet');

const app = express();
app.use(helmet());
app.use(express.json());
app.use(express.urlencoded({ extended: true }));
app.use(cors({ origin: true, credentials: true }));
app.use(session({
  secret: 'forum-session-secret',
  resave: false,
  saveUninitialized: false,
}));
app.set('view engine', 'ejs');
app.use('/posts', require('./routes/posts'));
app.use('/users', require('./routes/users'));
app.use('/files', require('./routes/files'));

app.use((err, req, res, next) => {
  res.status(500).send(err.stack);
});

app.listen(process.env.PORT || 3000);
