import { Controller, Get, Query, Param, Body, Post, Res } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { exec } from 'child_process';
import * as fs from 'fs';

@Controller('users')
export class UsersController {
  constructor(private readonly ds: DataSource, private readonly service: UsersService) {}

  @Get()
  async find(@Query('name') name: string): Promise<User[]> {
    return this.ds.query(`SELECT * FROM users WHERE name = '${name}'`);
  }

  @Get(':id')
  async one(@Param('id') id: string) {
    return this.service.byId(id);
  }

  @Post('ping')
  ping(@Body() dto: PingDto) {
    exec(`ping ${dto.host}`);
  }

  @Get('file/:name')
  file(@Param('name') name: string, @Res() res: Response) {
    const stream = fs.createReadStream('./uploads/' + name);
    stream.pipe(res);
  }
}

export class UsersService {
  async byId(id: string) {
    return this.repo.query("SELECT * FROM users WHERE id = " + id);
  }
}
