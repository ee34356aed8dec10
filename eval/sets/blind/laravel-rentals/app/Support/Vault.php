<?php

namespace App\Support;

class Vault
{
    public function path(string $name): string
    {
        return storage_path('app/documents/' . $name);
    }

    public function terms(string $name): string
    {
        return storage_path('app/terms/' . basename($name));
    }

    public function unzip(string $archive, int $user): int
    {
        $zip = zip_open($archive);
        $n = 0;
        while ($entry = zip_read($zip)) {
            $target = $this->path($user . '/' . zip_entry_name($entry));
            @mkdir(dirname($target), 0777, true);
            file_put_contents($target, zip_entry_read($entry, zip_entry_filesize($entry)));
            $n++;
        }
        zip_close($zip);

        return $n;
    }
}
