// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace assay {

/// First in main(), before any thread: no core files, no session bus of our own.
void prepareProcess();

/// Whether there is a desktop to show a window on.
bool hasDisplay();

/// Replaces this program by `assay-window`, the same command line with the window in it. The program of the command
/// line and of the gateway is apart from it, because the libraries of a window would cost each start 13 ms and 8 MB.
/// Returns where that program is not installed.
void becomeWindow(char* argv[]);

} // namespace assay
