// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/sandbox/sandboxprices.h"
#include "core/support/result.h"

#include <QDateTime>
#include <QFile>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <cstdint>
#include <optional>

namespace assay {

enum class InvoiceState : std::uint8_t {
    Complete, ///< the whole answer was handed to the network
    Cut, ///< the server broke the answer off
    CancelledByClient, ///< the client left; what was produced until then is billed
    Error, ///< answered with an error; not billed unless a scenario says so
};
QLatin1StringView invoiceStateName(InvoiceState state);
std::optional<InvoiceState> invoiceStateFromName(QStringView name);

/// One request on the sandbox's bill. Token classes are disjoint.
struct InvoiceLine {
    QDateTime time; ///< UTC, when the answer ended
    QString id; ///< the answer's own id, which the client was given too
    QString model;
    QString format; ///< dialect id of the wire format
    InvoiceState state = InvoiceState::Complete;
    int httpStatus = 200;
    bool billed = true;
    qint64 input = 0; ///< uncached prompt tokens
    qint64 cacheRead = 0;
    qint64 output = 0; ///< visible tokens produced
    qint64 reasoning = 0; ///< reasoning tokens produced
    qint64 tokensSent = 0; ///< of the produced ones, how many left in whole events
    Money amount;
    friend bool operator==(const InvoiceLine&, const InvoiceLine&) = default;
};

/// What the line costs by the price list; nothing if the model is not on it or the amount leaves the range of Money.
/// Zero for a line that is not billed.
std::optional<Money> invoiceAmount(const InvoiceLine& line);

QJsonObject toJson(const InvoiceLine& line);
Result<InvoiceLine> invoiceLineFromJson(const QJsonObject& object);

struct InvoiceTotals {
    qint64 lines = 0;
    qint64 billedLines = 0;
    qint64 input = 0; ///< token sums are over billed lines
    qint64 cacheRead = 0;
    qint64 output = 0;
    qint64 reasoning = 0;
    Money amount;
    friend bool operator==(const InvoiceTotals&, const InvoiceTotals&) = default;
};

/// Exact sum. Fails with Internal if it leaves the range of Money.
Result<InvoiceTotals> sumInvoice(const QList<InvoiceLine>& lines);

/// Reads an invoice file. A last line without line end, as a killed process leaves it, is passed over. Fails with
/// Storage, naming file and line.
Result<QList<InvoiceLine>> readInvoice(const QString& path);

/// Appends lines to an invoice file (JSON Lines), one write each. Belongs to one thread.
class InvoiceWriter
{
public:
    /// Opens or makes the file; with an empty path lines are dropped. Fails with Storage.
    Result<void> open(const QString& path);
    /// Fails with Storage.
    Result<void> append(const InvoiceLine& line);

private:
    QFile m_file;
};

} // namespace assay
