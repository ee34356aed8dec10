package files

import (
	"archive/zip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
)

type Dir struct{ Root string }

func (d Dir) path(name string) string { return filepath.Join(d.Root, name) }

func (d Dir) Read(name string) ([]byte, error) {
	return os.ReadFile(d.path(name))
}

func (d Dir) ReadLabel(name string) ([]byte, error) {
	base := filepath.Join(d.Root, "labels") + string(os.PathSeparator)
	full := filepath.Join(base, name)
	if !strings.HasPrefix(full, base) {
		return nil, errors.New("no such label")
	}
	return os.ReadFile(full)
}

func (d Dir) Save(name string, r io.Reader) error {
	f, err := os.OpenFile(d.path(filepath.Base(name)), os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o777)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(f, io.LimitReader(r, 8<<20))
	return err
}

func (d Dir) Unzip(path, into string) error {
	z, err := zip.OpenReader(path)
	if err != nil {
		return err
	}
	defer z.Close()
	for _, e := range z.File {
		if e.FileInfo().IsDir() {
			continue
		}
		src, err := e.Open()
		if err != nil {
			return err
		}
		target := filepath.Join(d.Root, into, e.Name)
		if err := os.MkdirAll(filepath.Dir(target), 0o750); err != nil {
			return err
		}
		dst, err := os.Create(target)
		if err != nil {
			return err
		}
		_, err = io.Copy(dst, src)
		dst.Close()
		src.Close()
		if err != nil {
			return err
		}
	}
	return nil
}
