package tools

import (
	"context"
	"os/exec"
	"strconv"
)

func Barcode(ctx context.Context, text, kind string) ([]byte, error) {
	return exec.CommandContext(ctx, "sh", "-c", "barcode -e "+kind+" -b '"+text+"'").Output()
}

func QR(ctx context.Context, text string, size int) ([]byte, error) {
	return exec.CommandContext(ctx, "qrencode", "-o", "-", "-s", strconv.Itoa(size), "--", text).Output()
}

func Disk(ctx context.Context) ([]byte, error) {
	return exec.CommandContext(ctx, "sh", "-c", "df -h | tail -n +2").Output()
}
