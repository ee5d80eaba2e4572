// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/verbs.h"
#include "app/process.h"

int main(int argc, char* argv[])
{
    assay::prepareProcess();
    return assay::runCommandLine(argc, argv, [](int&, char* arguments[], const assay::CommandLine&) {
        assay::becomeWindow(arguments);
        return std::optional<int>(); // the window is not installed
    });
}
