// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"
#include "core/support/result.h"

#include <QJsonObject>

namespace assay {

/// A run with all that its document (runjson.h) leaves out: its place in a conversation, the requests of its lanes and
/// what was sent, attachments inside as base64. What exports hold, and the journal of unfinished answers.
QJsonObject runDocument(const RunRecord& run);
/// The way back; also reads a document without those parts. InvalidRequest naming what is missing.
/// `runFromDocument(runDocument(run)) == run` but for secrets in a request's passthrough, which are not written.
Result<RunRecord> runFromDocument(const QJsonObject& object);

QJsonObject toJson(const ThreadPlace& place);
ThreadPlace placeFromJson(const QJsonObject& object);

} // namespace assay
