import { Request, Response } from 'express';
export class UserController {
  constructor(private readonly pool: Pool) {}
  async get(req: Request, res: Response): Promise<void> {
    const name: string = req.query.name as string;
    const sql = "select * from users where name = '" + name + "'";
    const result = await this.pool.query(sql);  // flaw: sql-injection
    res.json(result.rows);
  }
}
export function show() {
  const q = new URLSearchParams(window.location.search).get('q');
  document.getElementById('out')!.innerHTML = q;  // flaw: xss
}
