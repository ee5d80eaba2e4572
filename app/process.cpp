// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/process.h"

#include "core/secrets/sessionbus.h"

#include <QProcessEnvironment>

#include <array>
#include <cstdlib>
#include <filesystem>

#include <sys/resource.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace assay {

namespace {

/// A core file would hold prompts and answers, and a tracer could read keys. The limit alone is not enough: it does not
/// hold for systems that pipe cores into a collector. Not dumpable also closes `/proc/PID/environ` and `mem` to other
/// programs of the same user. Developers who need a core or a debugger set ASSAY_ALLOW_CORE=1.
void forbidCores()
{
    const char* allowed = std::getenv("ASSAY_ALLOW_CORE");
    if (allowed && *allowed != '\0')
        return;
    const rlimit noCore = {0, 0};
    ::setrlimit(RLIMIT_CORE, &noCore);
#ifdef __linux__
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

/// Without a session bus, libraries inside Qt and the keyring client would each start one, and wait for it. Before any
/// thread, as changing the environment needs.
void forbidBusLaunch()
{
    if (!hasSessionBus(QProcessEnvironment::systemEnvironment()))
        qputenv("DBUS_SESSION_BUS_ADDRESS", "disabled:");
}

} // namespace

void prepareProcess()
{
    forbidCores();
    forbidBusLaunch();
}

bool hasDisplay()
{
    // The offscreen platform counts: tests and screenshots ask for it by name.
    return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY")
        || !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
}

void becomeWindow(char* argv[])
{
    std::error_code failed;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", failed);
    if (failed)
        return;
    // Where it is built, and where it is installed (packaging/packaging.cmake).
    const auto folder = self.parent_path();
    for (const auto& program : {folder / "assay-window", folder.parent_path() / ASSAY_WINDOW_FOLDER / "assay-window"})
        ::execv(program.c_str(), argv); // returns only where it failed
}

} // namespace assay
