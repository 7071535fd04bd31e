// An S3-compatible store over the folder that it is given, on that port of loopback, for one account; it ends when it is told to.
package main

import (
	"context"
	"log"
	"os"
	"os/signal"
	"syscall"

	"github.com/versity/versitygw/backend/meta"
	"github.com/versity/versitygw/backend/posix"
	"github.com/versity/versitygw/embedgw"
)

func main() {
	folder, sidecar, address, access, secret := os.Args[1], os.Args[2], os.Args[3], os.Args[4], os.Args[5]
	attributes, err := meta.NewSideCar(sidecar)
	if err != nil {
		log.Fatal(err)
	}
	store, err := posix.New(folder, attributes, posix.PosixOpts{SideCarDir: sidecar})
	if err != nil {
		log.Fatal(err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := embedgw.RunVersityGW(ctx, store, &embedgw.Config{
		RootUserAccess:    access,
		RootUserSecret:    secret,
		Ports:             []string{address},
		MaxConnections:    1000,
		MaxRequests:       1000,
		MultipartMaxParts: 10000,
		HealthPath:        "/health",
		Quiet:             true,
	}); err != nil {
		log.Fatal(err)
	}
}
