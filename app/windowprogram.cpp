// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The program `assay-window`: what `assay` becomes where there is a display and no verb.
#include "app/cli/verbs.h"
#include "app/process.h"

int main(int argc, char* argv[])
{
    assay::prepareProcess();
    return assay::runCommandLine(argc, argv, &assay::runWindow);
}
