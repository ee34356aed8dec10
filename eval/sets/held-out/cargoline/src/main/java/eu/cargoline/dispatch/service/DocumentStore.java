package eu.cargoline.dispatch.service;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

@Service
public class DocumentStore {

    private final Path root;

    public DocumentStore(@Value("${dispatch.storage}") String root) {
        this.root = Path.of(root).toAbsolutePath().normalize();
    }

    public byte[] read(long carrierId, String name) throws IOException {
        Path file = root.resolve(Long.toString(carrierId)).resolve(name);
        return Files.readAllBytes(file);
    }

    public void delete(long carrierId, String name) throws IOException {
        Path base = root.resolve(Long.toString(carrierId));
        Path file = base.resolve(name).normalize();
        if (!file.startsWith(base) || file.equals(base)) {
            throw new IOException("outside of the folder");
        }
        Files.deleteIfExists(file);
    }

    public int unpack(long carrierId, InputStream in) throws IOException {
        Path base = root.resolve(Long.toString(carrierId));
        Files.createDirectories(base);
        int count = 0;
        try (ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.isDirectory()) {
                    continue;
                }
                Path target = base.resolve(entry.getName());
                Files.createDirectories(target.getParent());
                Files.copy(zip, target, StandardCopyOption.REPLACE_EXISTING);
                count++;
            }
        }
        return count;
    }
}
