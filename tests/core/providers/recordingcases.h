// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/decodeharness.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace assay::testing {

/// One recorded exchange of the shared corpus.
struct Recording {
    QString file; ///< provider/name.json
    QString provider;
    QString api;
    QString caseName;
    bool isStream = false;
    HttpHead head;
    QByteArray body;
    QJsonObject request;
};

/// What a plain reader, written from the wire facts and without the product's decoders, makes of an answer.
struct Expected {
    QString text;
    QString reasoning;
    QString refusal;
    QList<ToolCall> toolCalls;
    std::optional<FinishReason> finishReason;
    Usage usage;
    std::optional<Money> cost;
    QString model;
    std::optional<ErrorKind> error;
};

/// A wire format of the corpus: which dialect reads it, and which plain reader it is compared with. A new format is a
/// line in the table of recordingcases.cpp and a reader in a file of its own.
struct RecordingFormat {
    QString api;
    QString dialect;
    Expected (*read)(const Recording&) = nullptr;
    bool argumentsAreObjects = false; ///< of tool calls: then their text may differ in blanks and order
    bool usageIsGathered = false; ///< from several places of the answer, so its raw text is not one piece of it
};
const QList<RecordingFormat>& recordingFormats();

Expected readOpenAiChat(const Recording& recording);
Expected readOpenAiResponses(const Recording& recording);
Expected readAnthropic(const Recording& recording);
Expected readGemini(const Recording& recording);
Expected readOllama(const Recording& recording);
Expected readCohere(const Recording& recording);
Expected readBedrock(const Recording& recording);

/// The recordings of every format in the table; empty without the corpus.
QList<Recording> recordings();

/// What kind of error a recorded failure is, from its case and, where that is vague, from its name.
ErrorKind expectedErrorKind(const Recording& recording);

/// The `data` of every event, by plain splitting; fit for recordings only.
QList<QByteArray> plainEvents(const QByteArray& stream);
/// A body, or every event but `[DONE]`, as JSON.
QList<QJsonObject> plainJson(const QByteArray& body);
/// Puts `count` under `usageClass` if it is a number.
void setCount(Usage& usage, UsageClass usageClass, const QJsonValue& count);

} // namespace assay::testing
