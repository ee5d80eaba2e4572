// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/money.h"
#include "core/wire/httpmessage.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QStringView>

namespace assay {

/// The head of an answer to a client, written line by line as it goes out.
class AnswerHead
{
public:
    explicit AnswerHead(int status);
    AnswerHead(int status, const QList<HttpHeader>& headers);

    /// `value` holds no line end.
    AnswerHead& add(QByteArrayView name, QByteArrayView value);
    /// Headers carry ASCII: all else, line ends included, is told as `?`. At most 1,000 characters.
    AnswerHead& add(QByteArrayView name, QStringView text);
    AnswerHead& add(QByteArrayView name, qint64 number);
    /// Exact decimal dollars.
    AnswerHead& add(QByteArrayView name, Money amount);

    /// With the empty line behind it.
    QByteArray take();

private:
    QByteArray m_text;
};

} // namespace assay
