# Concord. `make run` starts it, `make test` proves it; README.md says the rest.

AREAS = home accounts glossary sla leads results meetings
ROOMS = base data auth view web

PORT ?= 8080
PREFIX ?= /usr/local
BUILD ?= build
# One name for each file, however the folder was called.
override BUILD := $(abspath $(BUILD))
V ?=

CC = gcc
CXX = g++
WARN = -Wall -Wextra -Werror -Wshadow -Wformat=2 -Wwrite-strings -Wvla
HARDEN = -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection -fcf-protection -fPIE
# The sanitizers see more where less was taken away, and it builds in half the time.
OPT = $(if $(filter 1,$(SAN)),-O1 -g1,-O2 -g)
SANITIZE = $(if $(filter coverage,$(SAN)),--coverage -fprofile-update=atomic -O0 -U_FORTIFY_SOURCE)$(if $(filter 1,$(SAN)),-fsanitize=address$(comma)undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -U_FORTIFY_SOURCE)
comma = ,
PKGS = libmariadb talloc libsodium libcmark jansson libcurl liboath libqrencode libical
INCLUDES = -Icgi -I$(BUILD)/gen $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
CFLAGS = -std=gnu17 $(WARN) -Wstrict-prototypes -Wmissing-prototypes $(OPT) $(HARDEN) $(SANITIZE) $(INCLUDES) -MMD -MP
CXXFLAGS = -std=c++17 -Wall -Wextra -Werror $(OPT) $(HARDEN) $(SANITIZE) $(INCLUDES) -MMD -MP
LDFLAGS = -pie -Wl,--as-needed -Wl,-z,relro,-z,now $(SANITIZE)
LIBS = -lfcgi -lctemplate -lpthread -lcsv $(shell pkg-config --libs $(PKGS) 2>/dev/null)
-include local.mk

TEMPLATES := $(sort $(wildcard templates/*/*.tpl))
MIGRATIONS := $(sort $(wildcard schema/[0-9]*.sql))
SOURCES := $(filter-out %/main.c,$(wildcard cgi/*/*.c))
OBJECTS := $(SOURCES:%.c=$(BUILD)/obj/%.o) $(BUILD)/obj/cgi/view/view.o $(BUILD)/obj/gen/templates.o
COMMAND := $(BUILD)/obj/cgi/command/main.o
PROGRAMS := $(AREAS:%=$(BUILD)/bin/%.fcgi) $(BUILD)/bin/concord $(BUILD)/bin/jobs
APP = $(BUILD)/app.a
Q = $(if $(V),,@)
say = $(if $(V),,@printf '  %-5s %s\n' $(1) $(2))

all: $(PROGRAMS) $(BUILD)/static/manifest $(BUILD)/lint.ok

# Markers become constants, so a mistyped one does not compile; unchanged files keep their time.
# The folders too: a template that moves keeps its age, but they do not.
$(BUILD)/gen/made: $(TEMPLATES) $(sort $(dir $(TEMPLATES))) $(MIGRATIONS) conf/markers
	$(Q)mkdir -p $(BUILD)/gen/new
	$(Q)LC_ALL=C awk -f conf/markers -v dir=templates -v out=$(BUILD)/gen/new $(TEMPLATES)
	$(Q)printf '/* Generated from schema/. */\nenum { SCHEMA_NEWEST = %d };\n' "$$(basename $(lastword $(MIGRATIONS)) | sed 's/^0*//; s/-.*//')" >$(BUILD)/gen/new/schema_files.h
	$(Q)for f in templates.h templates.c schema_files.h; do cmp -s $(BUILD)/gen/new/$$f $(BUILD)/gen/$$f || cp $(BUILD)/gen/new/$$f $(BUILD)/gen/$$f; done
	$(Q)touch $@
$(BUILD)/gen/templates.h $(BUILD)/gen/templates.c $(BUILD)/gen/schema_files.h: $(BUILD)/gen/made ;

$(BUILD)/obj/%.o: %.c | $(BUILD)/gen/made
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) -c -o $@ $<

$(BUILD)/obj/%.o: %.cc | $(BUILD)/gen/made
	$(call say,CXX,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CXX) $(CXXFLAGS) -c -o $@ $<

$(BUILD)/obj/gen/templates.o: $(BUILD)/gen/templates.c
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) -c -o $@ $<

$(APP): $(OBJECTS)
	$(call say,AR,$@)
	$(Q)rm -f $@; ar rcs $@ $^

$(BUILD)/bin/%.fcgi: $(BUILD)/obj/cgi/%/main.o $(APP)
	$(call say,LINK,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CXX) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/bin/concord: $(COMMAND) $(APP)
	$(call say,LINK,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CXX) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/bin/jobs: $(BUILD)/obj/cgi/jobs/main.o $(APP)
	$(call say,LINK,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CXX) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/static/manifest: conf/assets $(wildcard static/*)
	$(call say,MAKE,$(BUILD)/static)
	$(Q)conf/assets $(BUILD)/static

$(BUILD)/lint.ok: conf/lint tests/web/access.txt $(TEMPLATES) $(wildcard cgi/*/*.[ch] cgi/*/*.cc)
	$(call say,LINT,)
	$(Q)conf/lint
	$(Q)touch $@

install-run:
	$(Q)conf/install run
install-test:
	$(Q)conf/install test
install-bench:
	$(Q)conf/install bench

# A second make, because what the build asks of the machine is installed by the first.
run: install-run
	$(Q)$(MAKE) -s --no-print-directory -j$$(nproc) all && exec conf/stack run
up: install-run
	$(Q)$(MAKE) -s --no-print-directory -j$$(nproc) all && conf/stack up
down:
	$(Q)conf/stack down

# For a real host: nothing is started, and settings are examples. DESTDIR is put in front of every path.
install: all
	$(Q)DESTDIR='$(DESTDIR)' PREFIX='$(PREFIX)' BUILD='$(BUILD)' conf/place $(AREAS)

test: install-test
	$(Q)tests/run
soak: install-test
	$(Q)tests/run soak
bench: install-bench
	$(Q)tests/bench/run
clean:
	rm -rf build

# For tests/run: how a test is compiled, linked, and with what.
print-flags:
	@printf '%s\n' '$(CC) $(CFLAGS)' '$(CXX) $(LDFLAGS)' '$(LIBS)'

.PHONY: print-flags all run up down install test soak bench clean install-run install-test install-bench
.SECONDARY:
.DELETE_ON_ERROR:
-include $(wildcard $(BUILD)/obj/*/*/*.d $(BUILD)/obj/*/*.d)
