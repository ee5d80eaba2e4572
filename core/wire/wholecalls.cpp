// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/wholecalls.h"

#include <utility>

namespace assay {

namespace {

class WholeCallsWriter final : public AnswerWriter
{
public:
    explicit WholeCallsWriter(std::unique_ptr<AnswerWriter> writer)
        : m_writer(std::move(writer))
    {
    }

    QByteArray begin() override { return m_writer->begin(); }

    QByteArray event(const StreamEvent& event) override
    {
        const auto* piece = std::get_if<ToolCallDelta>(&event);
        if (!piece)
            return isOutput(event) ? closed() + m_writer->event(event) : m_writer->event(event);
        QByteArray out;
        if (m_open && m_open->index != piece->index)
            out = closed();
        if (!m_open) {
            m_open = *piece;
            return out;
        }
        m_open->arguments += piece->arguments;
        for (const auto member : {&ToolCallDelta::id, &ToolCallDelta::name, &ToolCallDelta::signature}) {
            if (!((*piece).*member).isEmpty())
                (*m_open).*member = (*piece).*member;
        }
        return out;
    }

    QByteArray end(const AnswerEnd& end) override { return closed() + m_writer->end(end); }
    QByteArray failed(const ClientError& error) override { return m_writer->failed(error); }
    QByteArray whole(const QList<AnswerBlock>& blocks, const AnswerEnd& end) override
    {
        return m_writer->whole(blocks, end);
    }
    QByteArray document() const override { return m_writer->document(); }

private:
    QByteArray closed()
    {
        const auto call = std::exchange(m_open, std::nullopt);
        return call ? m_writer->event(*call) : QByteArray();
    }

    std::unique_ptr<AnswerWriter> m_writer;
    std::optional<ToolCallDelta> m_open;
};

} // namespace

std::unique_ptr<AnswerWriter> makeWholeCallsWriter(std::unique_ptr<AnswerWriter> writer)
{
    return std::make_unique<WholeCallsWriter>(std::move(writer));
}

} // namespace assay
