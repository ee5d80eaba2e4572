// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QString>

namespace assay {

/// While `context` lives, starts `assay history backup --daily` beside this program: two minutes from now and every six
/// hours. A program of its own, so that nobody waits for it and its checks run at the lowest priority.
void backUpDaily(QObject* context, const QString& profile);

} // namespace assay
