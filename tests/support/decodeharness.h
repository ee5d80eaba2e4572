// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"
#include "core/providers/dialect.h"

#include <QByteArrayView>
#include <QList>
#include <QString>

#include <optional>

namespace assay::testing {

/// What a whole answer comes to, whatever its events were.
struct Answer {
    QString text;
    QString reasoning;
    QString signature; ///< the last one
    QString refusal;
    QList<ToolCall> toolCalls;
    std::optional<Served> served;
    std::optional<UsageReport> usage; ///< the last one
    std::optional<Finished> finished;
    std::optional<Error> error;
    int terminalEvents = 0;
    bool hasOutputAfterEnd = false;
};
Answer collect(const QList<StreamEvent>& events);

/// The events with neighbouring deltas of one kind (and of one tool call) joined.
QList<StreamEvent> joined(const QList<StreamEvent>& events);

/// One line an event, for messages.
QString describe(const QList<StreamEvent>& events);

/// An answer and what it is decoded with.
struct Encoded {
    const Dialect* dialect = nullptr;
    HttpHead head;
    QByteArray body;
    Endpoint endpoint;
};

QList<StreamEvent> decodeWhole(const Encoded& answer);
QList<StreamEvent> decodeByteByByte(const Encoded& answer);

/// Decodes whole, byte by byte, and cut in two at every place; an empty text if the joined events are always the
/// same, else a description of the first cut that differs.
QString firstDifference(const Encoded& answer);

} // namespace assay::testing
