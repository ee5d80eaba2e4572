// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QProcessEnvironment>

namespace assay {

/// Is there a D-Bus session bus to connect to: an address in the environment, or the socket of the user's session?
/// Otherwise the D-Bus libraries would start a bus of their own, a process for each question, which no keyring is on.
/// True where keyrings do not use D-Bus (macOS, Windows).
bool hasSessionBus(const QProcessEnvironment& environment);

} // namespace assay
