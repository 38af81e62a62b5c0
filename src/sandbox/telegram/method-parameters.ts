/**
 * The parameters of every simulated method, as `name:kind`, `!` for the required ones (Bot API 10.3).
 * test/sandbox/telegram/parameters.test.ts compares them with the published types.
 */
export const METHOD_PARAMETERS = {
  getMe: '',
  getUpdates: 'offset:int limit:int timeout:int allowed_updates:json',
  setWebhook:
    'url!:str certificate:file ip_address:str max_connections:int allowed_updates:json drop_pending_updates:bool secret_token:str',
  deleteWebhook: 'drop_pending_updates:bool',
  getWebhookInfo: '',
  sendMessage:
    'business_connection_id:str chat_id!:chat message_thread_id:int direct_messages_topic_id:int ephemeral_message_parameters:json text!:str parse_mode:str entities:json link_preview_options:json disable_notification:bool protect_content:bool allow_paid_broadcast:bool suggested_post_parameters:json message_effect_id:str reply_parameters:json reply_markup:json reply_to_message_id:int',
  sendDocument:
    'business_connection_id:str chat_id!:chat message_thread_id:int direct_messages_topic_id:int ephemeral_message_parameters:json document!:file thumbnail:file caption:str parse_mode:str caption_entities:json disable_content_type_detection:bool disable_notification:bool protect_content:bool allow_paid_broadcast:bool suggested_post_parameters:json message_effect_id:str reply_parameters:json reply_markup:json reply_to_message_id:int',
  sendPhoto:
    'business_connection_id:str chat_id!:chat message_thread_id:int direct_messages_topic_id:int ephemeral_message_parameters:json photo!:file caption:str parse_mode:str caption_entities:json show_caption_above_media:bool has_spoiler:bool disable_notification:bool protect_content:bool allow_paid_broadcast:bool suggested_post_parameters:json message_effect_id:str reply_parameters:json reply_markup:json reply_to_message_id:int',
  sendMediaGroup:
    'business_connection_id:str chat_id!:chat message_thread_id:int direct_messages_topic_id:int media!:json disable_notification:bool protect_content:bool allow_paid_broadcast:bool message_effect_id:str reply_parameters:json reply_to_message_id:int',
  copyMessage:
    'chat_id!:chat message_thread_id:int direct_messages_topic_id:int from_chat_id!:chat message_id!:int video_start_timestamp:int caption:str parse_mode:str caption_entities:json show_caption_above_media:bool disable_notification:bool protect_content:bool allow_paid_broadcast:bool message_effect_id:str suggested_post_parameters:json reply_parameters:json reply_markup:json reply_to_message_id:int',
  copyMessages:
    'chat_id!:chat message_thread_id:int direct_messages_topic_id:int from_chat_id!:chat message_ids!:json disable_notification:bool protect_content:bool remove_caption:bool',
  forwardMessage:
    'chat_id!:chat message_thread_id:int direct_messages_topic_id:int from_chat_id!:chat video_start_timestamp:int message_effect_id:str suggested_post_parameters:json disable_notification:bool protect_content:bool message_id!:int',
  forwardMessages:
    'chat_id!:chat message_thread_id:int direct_messages_topic_id:int from_chat_id!:chat message_ids!:json disable_notification:bool protect_content:bool',
  editMessageText:
    'business_connection_id:str chat_id:chat message_id:int inline_message_id:str text:str parse_mode:str entities:json link_preview_options:json rich_message:json reply_markup:json',
  editMessageCaption:
    'business_connection_id:str chat_id:chat message_id:int inline_message_id:str caption:str parse_mode:str caption_entities:json show_caption_above_media:bool reply_markup:json',
  editMessageReplyMarkup:
    'business_connection_id:str chat_id:chat message_id:int inline_message_id:str reply_markup:json',
  editMessageMedia:
    'business_connection_id:str chat_id:chat message_id:int inline_message_id:str media!:json reply_markup:json',
  deleteMessage: 'chat_id!:chat message_id!:int',
  deleteMessages: 'chat_id!:chat message_ids!:json',
  answerCallbackQuery: 'callback_query_id!:str text:str show_alert:bool url:str cache_time:int',
  pinChatMessage:
    'business_connection_id:str chat_id!:chat message_id!:int disable_notification:bool',
  unpinChatMessage: 'business_connection_id:str chat_id!:chat message_id:int',
  unpinAllChatMessages: 'chat_id!:chat',
  getChat: 'chat_id!:chat',
  getChatMember: 'chat_id!:chat user_id!:int',
  getChatAdministrators: 'chat_id!:chat return_bots:bool',
  getChatMemberCount: 'chat_id!:chat',
  leaveChat: 'chat_id!:chat',
  setMyCommands: 'commands!:json scope:json language_code:str',
  getMyCommands: 'scope:json language_code:str',
  deleteMyCommands: 'scope:json language_code:str',
  sendPoll:
    'business_connection_id:str chat_id!:chat message_thread_id:int question!:str question_parse_mode:str question_entities:json options!:json is_anonymous:bool type:str allows_multiple_answers:bool allows_revoting:bool shuffle_options:bool allow_adding_options:bool hide_results_until_closes:bool members_only:bool country_codes:json correct_option_ids:json explanation:str explanation_parse_mode:str explanation_entities:json explanation_media:json description:str description_parse_mode:str description_entities:json media:json open_period:int close_date:int is_closed:bool disable_notification:bool protect_content:bool allow_paid_broadcast:bool message_effect_id:str reply_parameters:json reply_markup:json reply_to_message_id:int',
  stopPoll: 'business_connection_id:str chat_id!:chat message_id!:int reply_markup:json',
  setMessageReaction: 'chat_id!:chat message_id!:int reaction:json is_big:bool',
  sendChatAction: 'business_connection_id:str chat_id!:chat message_thread_id:int action!:str',
  createForumTopic: 'chat_id!:chat name!:str icon_color:json icon_custom_emoji_id:str',
  getFile: 'file_id!:str',
  logOut: '',
  close: '',
} as const satisfies Readonly<Record<string, string>>;

/** A simulated method. */
export type MethodName = keyof typeof METHOD_PARAMETERS;
