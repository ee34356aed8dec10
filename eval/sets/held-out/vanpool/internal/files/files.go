package files

import (
	"bytes"
	"crypto/md5"
	"encoding/hex"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
)

const root = "/srv/vanpool/documents"

func folder(company uint) string {
	return filepath.Join(root, strconv.FormatUint(uint64(company), 10))
}

func Read(company uint, name string) ([]byte, error) {
	return os.ReadFile(filepath.Join(folder(company), name))
}

func Remove(company uint, name string) error {
	return os.Remove(filepath.Join(folder(company), filepath.Base(name)))
}

func Write(company uint, name string, content []byte) error {
	if err := os.MkdirAll(folder(company), 0o750); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder(company), filepath.Base(name)), content, 0o640)
}

func Merge(company uint, pattern, target string) error {
	line := "cd " + folder(company) + " && pdfunite " + pattern + " " + filepath.Base(target)
	var out bytes.Buffer
	cmd := exec.Command("sh", "-c", line)
	cmd.Stderr = &out
	return cmd.Run()
}

func Pages(company uint, name string) (string, error) {
	out, err := exec.Command("pdfinfo", filepath.Join(folder(company), filepath.Base(name))).Output()
	return string(out), err
}

func Tag(content []byte) string {
	sum := md5.Sum(content)
	return hex.EncodeToString(sum[:])
}
