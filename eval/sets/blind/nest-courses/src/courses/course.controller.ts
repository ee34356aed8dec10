import { Body, Controller, Get, Param, ParseIntPipe, Patch, Post, Put, Query, Req, UseGuards } from '@nestjs/common';
import { LoginGuard, Roles, RolesGuard } from '../common/guards';
import { Student } from './course.entity';
import { CourseService } from './course.service';

@Controller('courses')
@UseGuards(LoginGuard, RolesGuard)
export class CourseController {
  constructor(private readonly courses: CourseService) {}

  @Get()
  search(@Query('q') q = '', @Query('order') order = 'id') {
    return this.courses.search(q, order);
  }

  @Get('report')
  @Roles('dean')
  report(@Query('from') from: string, @Query('to') to: string) {
    return this.courses.report(from, to);
  }

  @Get('enrolments/:id')
  enrolment(@Param('id', ParseIntPipe) id: number) {
    return this.courses.enrolment(id);
  }

  @Get('mine/:id')
  mine(@Param('id', ParseIntPipe) id: number, @Req() req: any) {
    return this.courses.myEnrolment(id, req.user.sub);
  }

  @Put('enrolments/:id/grade')
  grade(@Param('id', ParseIntPipe) id: number, @Body('grade') grade: number) {
    return this.courses.setGrade(id, Number(grade));
  }

  @Post(':id/enrol')
  enrol(@Param('id', ParseIntPipe) id: number, @Req() req: any) {
    return this.courses.enrol(id, req.user.sub);
  }

  @Patch('me')
  me(@Req() req: any, @Body() body: Partial<Student>) {
    return this.courses.updateStudent(req.user.sub, body);
  }
}
