import { Body, Controller, Get, Header, Param, Post, Query, Req, UseGuards } from '@nestjs/common';
import { LoginGuard } from '../common/guards';
import { ForumService } from './forum.service';

function esc(s: string): string {
  return s.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

@Controller('forum')
@UseGuards(LoginGuard)
export class ForumController {
  constructor(private readonly forum: ForumService) {}

  @Post('search')
  search(@Body() body: any) {
    return this.forum.find(body.filter);
  }

  @Get('popular')
  popular(@Query('field') field: string, @Query('value') value: string) {
    return this.forum.popular(field, value);
  }

  @Get(':id/view')
  @Header('Content-Type', 'text/html; charset=utf-8')
  async view(@Param('id') id: string, @Query('pin') pin: string) {
    const post = await this.forum.locked(id, pin);
    return `<h1>${esc(post?.title ?? '')}</h1><div>${post?.body ?? ''}</div>`;
  }

  @Get('empty')
  @Header('Content-Type', 'text/html; charset=utf-8')
  empty(@Query('q') q: string) {
    return `<p>Nothing found for ${esc(String(q))}</p>`;
  }

  @Post()
  create(@Req() req: any, @Body() body: any) {
    return this.forum.create(req.user.sub, Number(body.courseId), String(body.title), String(body.body));
  }
}
