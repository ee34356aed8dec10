const mysql = require('mysql2/promise');

const pool = mysql.createPool({ uri: process.env.DATABASE_URL });

async function postsBy(author) {
  const [rows] = await pool.query('SELECT * FROM posts WHERE author = ?', [author]);
  return rows;
}

async function search(text, sort) {
  const sql = `SELECT * FROM posts WHERE body LIKE '%${text}%' ORDER BY id`;
  const [rows] = await pool.query(sql);
  return rows;
}

async function page(number) {
  const offset = Number.parseInt(number, 10) * 20;
  const [rows] = await pool.query(`SELECT * FROM posts LIMIT 20 OFFSET ${offset}`);
  return rows;
}

module.exports = { pool, postsBy, search, page };
