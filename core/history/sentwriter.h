// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"
#include "core/history/connection.h"
#include "core/history/piecememory.h"
#include "core/history/sentpack.h"
#include "core/history/statement.h"

#include <memory>

namespace assay {

/// Writes the request of a lane as it was sent. Inside the transaction of its record, after the row of the lane.
/// A short body costs no statement of its own: it is a column of the texts.
class SentWriter
{
public:
    static Result<std::unique_ptr<SentWriter>> prepare(const Connection& connection);

    /// The value of `lane_text.sent`; nothing where nothing was sent. Secrets are taken out.
    Result<std::optional<QByteArray>> append(qint64 seq, const RunRecord& run, const LaneRecord& lane);

private:
    explicit SentWriter(const Connection& connection)
        : m_connection(connection)
    {
    }
    Result<void> writeBody(SentColumn& column, const QByteArray& body, const QList<QByteArray>& attachments);
    Result<void> appendPieces(QList<SentPart>& parts, const QByteArray& bytes);
    Result<void> keepPiece(QByteArrayView bytes, const QByteArray& sha);

    const Connection& m_connection;
    qint64 m_lane = 0;
    PieceMemory m_memory;
    Statement m_insertPiece;
    Statement m_findPiece;
    Statement m_usePiece;
    Statement m_insertReplay;
};

} // namespace assay
