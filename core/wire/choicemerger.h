// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/geminigenerate.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QByteArrayView>

#include <memory>

namespace assay {

/// Makes one answer of several, each written or passed on as if it were the only one: every choice gets its index, and
/// what is said once of the whole (usage, the end of the stream) is said once.
class ChoiceMerger
{
public:
    virtual ~ChoiceMerger() = default;

    /// Whole events out of the stream of one choice; what the client gets for them.
    QByteArray piece(int choice, QByteArrayView events);
    /// The same of the one that failed: nothing follows.
    QByteArray failed(int choice, QByteArrayView events) { return piece(choice, events) + closing(); }
    /// Every choice has ended. `sum` is of all of them; usage of which a part is not known is not told.
    virtual QByteArray end(const AnswerEnd& sum) = 0;
    /// The documents of all choices, in their order, as one.
    virtual QByteArray whole(const QByteArrayList& documents, const AnswerEnd& sum) = 0;

protected:
    virtual QByteArray merged(int choice, QByteArrayView document) = 0; ///< empty: nothing is to be told
    virtual QByteArrayList documents(QByteArrayView events) const;
    virtual QByteArray framed(const QByteArray& document);
    virtual QByteArray closing() const = 0;
};

std::unique_ptr<ChoiceMerger> makeOpenAiChatMerger(AnswerIdentity identity, const ClientRequest& request);
std::unique_ptr<ChoiceMerger> makeOpenAiCompletionMerger(AnswerIdentity identity);
std::unique_ptr<ChoiceMerger> makeGeminiMerger(int choices, GeminiFraming framing);

} // namespace assay
