// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <QString>

namespace assay {

bool looksLikeHtml(QByteArrayView body);

/// What a person reads of an error page: its title, or without one its text.
QString textOfHtml(QByteArrayView html);

/// A sentence that web servers send for any wrong address ("Not Found"), which says nothing about a model.
bool isStockSentence(const QString& message);

/// The same text with keys masked: some providers repeat a refused key word for word.
QString withoutKeys(const QString& message);

} // namespace assay
