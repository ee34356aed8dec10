package com.meridian.claims.service;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.web.multipart.MultipartFile;

@Service
public class DocumentStore {

    private final Path root;

    public DocumentStore(@Value("${claims.documents.dir}") String dir) {
        this.root = Paths.get(dir).toAbsolutePath().normalize();
    }

    public byte[] read(long claimId, String name) throws IOException {
        Path file = root.resolve(Long.toString(claimId)).resolve(name);
        return Files.readAllBytes(file);
    }

    public byte[] template(String name) throws IOException {
        Path base = root.resolve("templates");
        Path file = base.resolve(name).normalize();
        if (!file.startsWith(base)) {
            throw new IOException("unknown template");
        }
        return Files.readAllBytes(file);
    }

    public void store(long claimId, MultipartFile upload) throws IOException {
        Path dir = Files.createDirectories(root.resolve(Long.toString(claimId)));
        upload.transferTo(dir.resolve(upload.getOriginalFilename()));
    }

    public void unpack(long claimId, InputStream in) throws IOException {
        Path dir = Files.createDirectories(root.resolve(Long.toString(claimId)));
        try (ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                Path target = dir.resolve(e.getName());
                if (e.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(zip, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
