import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Course {
  @PrimaryGeneratedColumn() id: number;
  @Column() title: string;
  @Column() teacherId: number;
  @Column({ type: 'text' }) outline: string;
  @Column() seats: number;
}

@Entity()
export class Student {
  @PrimaryGeneratedColumn() id: number;
  @Column({ unique: true }) email: string;
  @Column() passwordHash: string;
  @Column({ default: 'student' }) role: string;
  @Column({ default: '' }) name: string;
}

@Entity()
export class Enrolment {
  @PrimaryGeneratedColumn() id: number;
  @Column() courseId: number;
  @Column() studentId: number;
  @Column({ nullable: true }) grade: number;
}
