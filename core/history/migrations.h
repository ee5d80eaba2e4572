// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/schema.h"
#include "core/support/result.h"

#include <QDateTime>
#include <QString>

namespace assay {

class Connection;

/// Brings a file of version `from` to the last version of `steps`: first a checked copy `<file>.v<from>-<date>.bak`
/// (not for a new file), then all missing steps and the new `user_version` in one transaction. Storage on failure, and
/// the file is as it was. Returns the path of the copy, empty if none was needed.
/// The caller keeps other processes out.
Result<QString> migrate(
    const Connection& connection, int from, std::span<const Migration> steps, const QDateTime& nowUtc);

/// Gives a new, empty file its application id and the schema. One transaction.
Result<void> createLedger(const Connection& connection, std::span<const Migration> steps);

} // namespace assay
