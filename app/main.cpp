// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/verbs.h"

#include <sys/resource.h>

int main(int argc, char* argv[])
{
    // A core file would hold keys and prompts.
    const rlimit noCore = {0, 0};
    ::setrlimit(RLIMIT_CORE, &noCore);
    return assay::runCommandLine(argc, argv);
}
