<?php

namespace App\Support;

use Illuminate\Support\Facades\Process;

class Office
{
    public static function convert(string $file, string $format): string
    {
        $source = escapeshellarg(storage_path('app/documents/' . basename($file)));

        return (string) shell_exec("soffice --headless --convert-to $format $source");
    }

    public static function pages(string $file): string
    {
        return Process::run(['pdfinfo', '--', $file])->output();
    }
}
